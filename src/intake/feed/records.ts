/** A feed as both parsers give it. Texts are as written: may hold HTML; addresses may be relative. */
export interface FeedRecord {
  readonly title: string | null
  readonly language: string | null
  /** What relative addresses are relative to: `xml:base`, else the site. */
  readonly base: string | null
  readonly entries: readonly EntryRecord[]
}

export interface EntryRecord {
  readonly title: string | null
  /** All texts of the entry; the longest is its body. */
  readonly bodies: readonly string[]
  readonly link: string | null
  /** The feed's own id for it. */
  readonly key: string | null
  readonly published: string | null
  readonly updated: string | null
  /** `<source>`, `dc:source`, `dc:creator`. */
  readonly credit: string | null
  readonly language: string | null
}

/** A value that a path of keys leads to; the first of a list on the way. Undefined where there is none. */
export function valueAt(value: unknown, path: string): unknown {
  let found = firstOf(value)
  for (const key of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = firstOf((found as Record<string, unknown>)[key])
  }
  return found
}

/** The first of several paths that leads to a text or a number. */
export function textAt(value: unknown, ...paths: readonly string[]): string | null {
  for (const path of paths) {
    const found = valueAt(value, path)
    if (typeof found === 'number') return String(found)
    if (typeof found === 'string' && found.trim() !== '') return found
  }
  return null
}

/** The list at a path; empty for what is no list. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  const at = path.lastIndexOf('.')
  const holder = at < 0 ? value : valueAt(value, path.slice(0, at))
  const list = (holder as Record<string, unknown> | undefined)?.[path.slice(at + 1)]
  return Array.isArray(list) ? (list as unknown[]) : []
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? (value as unknown[])[0] : value
}
