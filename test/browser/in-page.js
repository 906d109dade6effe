// Runs inside a page, so it is a script of the browser's and knows nothing of the files beside it.
globalThis.checks = (() => {
  const say = (element) =>
    `${element.tagName}.${element.getAttribute('class')}: ${(element.textContent ?? '').slice(0, 40)}`;
  const overlap = (a, b) =>
    a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  const withBoxes = (elements) =>
    [...elements]
      // What a closed disclosure holds has a box, and nobody sees it.
      .filter((element) => element.checkVisibility())
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.height > 0);

  /** What is wider than the page, and texts that are cut off. */
  function outOfBounds() {
    const { clientWidth, scrollWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide, not ${clientWidth}`] : [];
    for (const element of document.querySelectorAll('body *:not(.skip)')) {
      // What scrolls by itself may be wide inside, and shapes end where their picture does.
      if (element.parentElement.closest('.scroll, svg') !== null || !element.checkVisibility()) continue;
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 0 && (right > clientWidth + 0.5 || left < -0.5)) found.push(`out of the page: ${say(element)}`);
      const isCut =
        getComputedStyle(element).overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1;
      if (isCut && element.textContent !== '') found.push(`cut off: ${say(element)}`);
    }
    return found;
  }

  /** Labels of a picture that lie upon each other or beyond their picture. */
  function badLabels() {
    const found = [];
    for (const frame of document.querySelectorAll('.frame, .tracks')) {
      const edge = frame.getBoundingClientRect();
      const labels = withBoxes(frame.querySelectorAll('.x span, .y span'));
      labels.forEach(({ element, box }, i) => {
        for (const other of labels.slice(i + 1))
          if (overlap(box, other.box)) found.push(`${say(element)} lies upon ${say(other.element)}`);
        if (box.left < edge.left - 0.5 || box.right > edge.right + 0.5) found.push(`cut off: ${say(element)}`);
      });
    }
    return found;
  }

  /** Titles, units, legends, pictures and notes that lie upon the next one or upon its labels. */
  function badTexts() {
    const found = [];
    const parts = withBoxes(document.querySelectorAll('h1, h2, h3, h4, .unit, .legend, .frame, .name, .value, .track, .note, .packing, .why'));
    parts.forEach(({ element, box }, i) => {
      for (const other of parts.slice(i + 1, i + 4))
        if (overlap(box, other.box) && !element.contains(other.element))
          found.push(`${say(element)} lies upon ${say(other.element)}`);
    });
    for (const { element, box } of withBoxes(document.querySelectorAll('.y span')))
      for (const legend of withBoxes(element.closest('figure').querySelectorAll('.legend li, .unit, h3, h4')))
        if (overlap(box, legend.box)) found.push(`${say(element)} lies upon ${say(legend.element)}`);
    return found;
  }

  /** What a keyboard must reach; each gets its number. */
  function numberReachable() {
    const all = withBoxes(document.querySelectorAll('a, summary, button, input, .scroll, .plot[tabindex]'));
    all.forEach(({ element }, i) => {
      element.setAttribute('data-at', String(i));
    });
    return all.map(({ element }) => say(element));
  }

  /** The number of what has the focus, -1 if it has none, and whether it shows. */
  function focused() {
    const element = document.activeElement;
    return {
      at: Number(element.getAttribute('data-at') ?? -1),
      shows: getComputedStyle(element).outlineStyle !== 'none',
    };
  }

  /** Rules that axe-core finds broken, with the first of those that break them. */
  async function violations() {
    const found = await globalThis.axe.run();
    return found.violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}; ${nodes.length} times, first ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`,
    );
  }

  const brokenBoxes = () => [...outOfBounds(), ...badLabels(), ...badTexts()];
  return { brokenBoxes, numberReachable, focused, violations };
})();
