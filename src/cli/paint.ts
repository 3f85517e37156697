import pc from 'picocolors'

/** Colours by what they mean; without colours, marks that can be typed stay. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly faint: (text: string) => string
  readonly warn: (text: string) => string
  /** A line of evidence: what stands in square brackets is the trigger. */
  readonly marked: (line: string) => string
}

export function paint(colours: boolean): Paint {
  const colour = pc.createColors(colours)
  return {
    bold: colour.bold,
    faint: colour.dim,
    warn: colour.yellow,
    marked: line => (colours ? line.split(/(\[[^\]]*\])/).map(part => (part.startsWith('[') ? colour.cyan(part.slice(1, -1)) : colour.dim(part))).join('') : line), // prettier-ignore
  }
}
