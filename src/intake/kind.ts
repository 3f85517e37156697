/** What a stream of bytes can hold. */
export const KINDS = ['text', 'html', 'feed', 'opml', 'warc', 'jsonl', 'pdf'] as const
export type Kind = (typeof KINDS)[number]

const JSON_FEED = /^\s*\{[\s\S]*?"version"\s*:\s*"https?:\/\/(?:www\.)?jsonfeed\.org\//
const BEFORE_ROOT = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE\s+(?!html)[^>[]*(?:\[[\s\S]*?\]\s*)?>)*/i
const FEED_ROOT = /^<(?:\w+:)?(?:rss|feed|rdf|channel|item|entry)[\s>/]/i
const PAGE = /<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title)\b/i

/** What the first bytes show; the name decides only between JSON and text. A page is known by its markup, not its name. */
export function detectKind(name: string, head: Uint8Array): Kind {
  const text = decodedHead(head)
  if (text.startsWith('WARC/')) return 'warc'
  // Readers of PDF look for its mark in the first 1,024 bytes; some programs write their own lines before it.
  if (text.slice(0, 1024).includes('%PDF-')) return 'pdf'
  if (JSON_FEED.test(text)) return 'feed'
  if (/\.(?:jsonl|ndjson|json)(?:\.gz)?$/i.test(name) || /^\s*\{\s*["}]/.test(text)) return 'jsonl'
  return markupKind(text) ?? 'text'
}

function markupKind(text: string): Kind | null {
  if (!/^\s*</.test(text)) return null
  const root = text.replace(BEFORE_ROOT, '')
  if (FEED_ROOT.test(root)) return 'feed'
  if (/^<opml[\s>]/i.test(root)) return 'opml'
  if (PAGE.test(text)) return 'html'
  return text.trimStart().startsWith('<?xml') ? 'feed' : null
}

function decodedHead(head: Uint8Array): string {
  const [first, second] = head
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  return new TextDecoder(isWide ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(head)
}
