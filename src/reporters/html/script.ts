/**
 * The little script of a page: the theme's button, values under the pointer or by arrow keys, a filter over long tables. A page
 * says all that it has to say without it; what is shown under the pointer is read from the picture's own table. The browser's
 * objects are its arguments.
 */
export const SCRIPT = `(function(doc,view){'use strict';
var root=doc.documentElement,dark=view.matchMedia('(prefers-color-scheme: dark)');
function all(from,selector){return Array.prototype.slice.call(from.querySelectorAll(selector))}
function make(name,type){var made=doc.createElement(name);made.className=type;return made}
var button=doc.getElementById('theme');
function isDark(){var own=root.getAttribute('data-theme');return own?own==='dark':dark.matches}
function label(){button.textContent=isDark()?'Light theme':'Dark theme'}
if(button){button.hidden=false;label();dark.addEventListener('change',label);
button.addEventListener('click',function(){root.setAttribute('data-theme',isDark()?'light':'dark');label()})}
all(doc,'figure.chart').forEach(function(figure){
var rows=all(figure,'tr[data-x]'),plot=figure.querySelector('.plot');
if(!rows.length||!plot)return;
var heads=all(figure,'thead th').map(function(head){return head.textContent});
var places=rows.map(function(row){return Number(row.getAttribute('data-x'))/1000});
var cross=null,tip=null,at=-1;
function hide(){if(cross){cross.remove();tip.remove();cross=tip=null}}
function show(place){at=place;hide();cross=make('span','cross');tip=make('span','tip');
cross.style.left=places[place]*100+'%';
all(rows[place],'th,td').forEach(function(cell,i){var line=make(i?'span':'b','');line.style.display='block';
line.textContent=i?heads[i]+': '+cell.textContent:cell.textContent;tip.appendChild(line)});
if(places[place]<.5)tip.style.left='calc('+places[place]*100+'% + 8px)';else tip.style.right='calc('+(1-places[place])*100+'% + 8px)';
plot.appendChild(cross);plot.appendChild(tip)}
function nearest(part){var best=0;places.forEach(function(place,i){if(Math.abs(place-part)<Math.abs(places[best]-part))best=i});return best}
plot.addEventListener('pointermove',function(event){var box=plot.getBoundingClientRect();show(nearest((event.clientX-box.left)/box.width))});
plot.addEventListener('pointerleave',hide);
plot.tabIndex=0;plot.setAttribute('role','group');plot.setAttribute('aria-label','Values: left and right arrow keys');
plot.addEventListener('blur',hide);
plot.addEventListener('keydown',function(event){var step=event.key==='ArrowRight'?1:event.key==='ArrowLeft'?-1:0;
if(event.key==='Escape')return hide();
if(!step)return;event.preventDefault();show(Math.min(rows.length-1,Math.max(0,at+step)))})});
all(doc,'[data-filter]').forEach(function(part){
var rows=all(part,'tbody tr');if(rows.length<12)return;
var field=make('input','filter');field.type='search';field.placeholder=field.ariaLabel=part.getAttribute('data-filter');
part.insertBefore(field,part.firstChild);
field.addEventListener('input',function(){var wanted=field.value.toLowerCase();
rows.forEach(function(row){row.hidden=row.textContent.toLowerCase().indexOf(wanted)<0})})});
})(document,self);`;
