import { Parser } from 'htmlparser2'
import type { EntryRecord, FeedRecord } from './records.ts'

/** An element by its name without namespace, in lower case. */
interface Node {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Node[]
  text: string
}

// Elements whose content is taken as HTML whatever it holds.
const BODIES = ['encoded', 'content', 'description', 'summary', 'body', 'fulltext']
const ENTRIES = new Set(['item', 'entry'])

/**
 * The feed in markup that no format describes: names are compared without namespace and case, what is not closed is
 * closed by what follows, what is unknown is passed over. Null where nothing looks like an entry.
 */
export function readTolerantly(xml: string): FeedRecord | null {
  const root = treeOf(xml)
  const entries = all(root, node => ENTRIES.has(node.name))
  if (entries.length === 0) return null
  const channel = all(root, node => node.name === 'channel' || node.name === 'feed')[0] ?? root
  const own = { ...channel, children: channel.children.filter(({ name }) => !ENTRIES.has(name)) }
  return {
    title: textOf(own, ['title']),
    language: textOf(own, ['language']) ?? channel.attributes['xml:lang'] ?? null,
    base: channel.attributes['xml:base'] ?? linkOf(own),
    entries: entries.map(entryOf),
  }
}

function entryOf(entry: Node): EntryRecord {
  const key = textOf(entry, ['guid', 'id'])
  return {
    title: textOf(entry, ['title', 'headline']),
    bodies: BODIES.flatMap(name => textOf(entry, [name]) ?? []),
    link: linkOf(entry) ?? (key !== null && /^https?:/i.test(key) ? key : null),
    key,
    published: textOf(entry, ['pubdate', 'published', 'issued', 'date', 'created', 'publicationdate']),
    updated: textOf(entry, ['updated', 'modified', 'lastmodified']),
    credit: textOf(entry, ['source', 'creator']),
    language: textOf(entry, ['language']) ?? entry.attributes['xml:lang'] ?? null,
  }
}

function linkOf(node: Node): string | null {
  const links = node.children.filter(({ name }) => name === 'link' || name === 'url')
  const own = links.filter(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate')
  const found = own.map(({ text, attributes }) => text.trim() || attributes.href || '').find(text => text !== '')
  return found ?? node.attributes['rdf:about'] ?? null
}

function textOf(node: Node, names: readonly string[]): string | null {
  for (const name of names) {
    const text = node.children.filter(child => child.name === name).map(wholeText).find(found => found !== '') // prettier-ignore
    if (text !== undefined) return text
  }
  return null
}

/** Text with that of the elements within, each a line: markup that somebody forgot to escape. */
function wholeText(node: Node): string {
  return [node.text, ...node.children.map(wholeText)].join('\n').trim()
}

function all(node: Node, isWanted: (node: Node) => boolean): Node[] {
  return node.children.flatMap(child => (isWanted(child) ? [child] : all(child, isWanted)))
}

function treeOf(xml: string): Node {
  const root = nodeOf('', {})
  const open = [root]
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const node = nodeOf(localName(name), attributes)
        closeUnclosed(open, node.name)
        open.at(-1)?.children.push(node)
        open.push(node)
      },
      ontext: text => {
        const last = open.at(-1)
        if (last !== undefined) last.text += text
      },
      onclosetag: name => {
        const at = open.findLastIndex(node => node.name === localName(name))
        if (at > 0) open.length = at
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
  return root
}

/** An entry holds no entry: one that opens ends the one before. */
function closeUnclosed(open: Node[], name: string): void {
  const at = ENTRIES.has(name) ? open.findIndex(node => ENTRIES.has(node.name)) : -1
  if (at > 0) open.length = at
}

function nodeOf(name: string, attributes: Readonly<Record<string, string>>): Node {
  return { name, attributes, children: [], text: '' }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase()
}
