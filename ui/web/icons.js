/**
 * The page's own icons, drawn on 24 by 24: put into the document once, and shown by {@code <use href="#i-…">}.
 */

const SVG = 'http://www.w3.org/2000/svg';

const circle = (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
const box = (x, y, width, height) => `M${x} ${y}h${width}v${height}h${-width}z`;

const PATHS = {
  skip: 'M6 12h12',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  alert: 'M12 4 2.8 20h18.4zM12 10v4.5m0 2.6v.1',
  error: `${circle(12, 12, 9)}M12 7.5v5.5m0 3v.1`,
  info: `${circle(12, 12, 9)}M12 11v5.5m0-9v.1`,
  copy: `${box(9, 9, 11, 11)}M5.5 15H4V4h11v1.5`,
  download: 'M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 20h14',
  eye: `M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z${circle(12, 12, 3)}`,
  external: 'M13 5h6v6m0-6-8.5 8.5M18 14v4a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h4',
  certificate: `${circle(12, 9.5, 5.5)}m3 4.5-1.5 7 5-2.5 5 2.5-1.5-7M10 9.5l1.5 1.5 2.7-3`,
  app: `${box(4, 4, 6.5, 6.5)}${box(13.5, 4, 6.5, 6.5)}${box(4, 13.5, 6.5, 6.5)}M16.75 13.5V20m-3.25-3.25H20`,
  config: `M4 7h9m5 0h2M4 17h2m5 0h9${circle(15.5, 7, 2.5)}${circle(8.5, 17, 2.5)}`,
  token: 'M4 8h16v2.5a1.5 1.5 0 0 0 0 3V16H4v-2.5a1.5 1.5 0 0 0 0-3zM14 8v1.5m0 2v1m0 2V16',
  renew: 'M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4',
  calendar: `${box(4, 5.5, 16, 14)}M4 10h16M8 3.5v4m8-4v4`,
  terminal: `${box(3, 4.5, 18, 15)}m4 5 3 2.5-3 2.5m5.5 0H17`,
  key: `${circle(8, 12, 4)}M12 12h9v3m-4-3v2.5`,
  cloud: 'M7 18.5a4 4 0 0 1-.5-8 5.5 5.5 0 0 1 10.6-1.2A4.6 4.6 0 0 1 17 18.5z',
  help: `${circle(12, 12, 9)}M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.9-1.1 1.8m0 3v.1`
};

/** Where modules run before the first paint, the icons of the page itself are there with it. */
export function addIcons() {
  const sprite = document.createElementNS(SVG, 'svg');
  sprite.setAttribute('class', 'symbols');
  sprite.setAttribute('aria-hidden', 'true');
  for (const [name, path] of Object.entries(PATHS)) {
    const symbol = document.createElementNS(SVG, 'symbol');
    const line = document.createElementNS(SVG, 'path');
    symbol.id = `i-${name}`;
    symbol.setAttribute('viewBox', '0 0 24 24');
    line.setAttribute('d', path);
    symbol.append(line);
    sprite.append(symbol);
  }
  document.body.prepend(sprite);
}

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}
