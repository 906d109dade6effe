/** Whether a pattern holds for a text: `*` stands for any letters, `?` for one; no pattern takes long. */
export function isLike(text: string, pattern: string): boolean {
  let [at, of] = [0, 0];
  // Where the last star stands, and how much of the text it has taken.
  let [star, taken] = [-1, 0];
  while (at < text.length) {
    if (pattern[of] === '*') {
      star = of++;
      taken = at;
    } else if (pattern[of] === '?' || pattern[of] === text[at]) {
      of++;
      at++;
    } else if (star >= 0) {
      at = ++taken;
      of = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(of));
}
