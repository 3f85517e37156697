/** What of a DOM node is needed here; a parser's nodes have more. */
export interface MarkupNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly textContent: string | null
  readonly childNodes: Iterable<MarkupNode>
}

const TEXT = 3
const CDATA = 4

// Elements that stand on lines of their own (HTML, rendering, 15.3).
const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DD DETAILS DIV DL DT FIELDSET FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY THEAD TR UL'.split(
    ' ',
  ),
)
// What is not the report's own text: captions say of a picture what it shows, often of another day.
const LEFT_OUT = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE FIGURE FIGCAPTION SVG IFRAME OBJECT EMBED BUTTON SELECT TEXTAREA AUDIO VIDEO HEAD'.split(
    ' ',
  ),
)
const CELLS = new Set(['TD', 'TH'])

/** The text of a tree, one line a block, no line empty. White space is what a browser makes of it. */
export function blockText(root: MarkupNode): string {
  const parts: string[] = []
  walk(root, parts)
  return parts
    .join('')
    .split('\n')
    .map(line => line.replace(/[^\S\n]+/g, ' ').trim())
    .filter(line => line !== '' && line !== '|')
    .join('\n')
}

function walk(node: MarkupNode, parts: string[]): void {
  if (node.nodeType === TEXT || node.nodeType === CDATA) {
    parts.push((node.textContent ?? '').replace(/\s+/g, ' '))
    return
  }
  const name = node.nodeName.toUpperCase()
  if (LEFT_OUT.has(name)) return
  const edge = BLOCKS.has(name) || name === 'BR' ? '\n' : ''
  parts.push(edge)
  for (const child of node.childNodes) walk(child, parts)
  parts.push(CELLS.has(name) ? ' | ' : edge)
}
