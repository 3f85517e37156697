/** A dispatch came in. Its words are in the blob `content`: they can be redacted without breaking the chain. */
export interface DispatchStored {
  readonly dispatch: string
  readonly publisher: string | null
  readonly published: string | null
  readonly language: string
  /** SHA-256 of the text as UTF-8. */
  readonly text: string
  /** Blob with `{text, title, url}` as canonical JSON. */
  readonly content: string
  /** Blob with the bytes as they arrived; null where only the text was handed in. */
  readonly bytes: string | null
  /** Where it came from: a file's path, a feed's or a page's address. */
  readonly name: string
  readonly receivedAt: string | null
}

/** A dispatch's text was read. */
export interface ReadingMade {
  readonly dispatch: string
  readonly text: string
  readonly engine: string
  readonly model: string
  readonly session: string
  /** Blob with the Reading as canonical JSON, without `document` and `layers`. */
  readonly reading: string
}

/** Why a stored text is not read: it has no word of conflict or talks. */
export type PassedOverWhy = 'not-about-this'

/** A dispatch's text was stored and not read. */
export interface PassedOver {
  readonly dispatch: string
  readonly text: string
  readonly why: PassedOverWhy
  /** Version of Parley that judged so. */
  readonly engine: string
  /** What the gate gave the text; null where no gate was asked. */
  readonly score: number | null
}

/** What a reviewer may decide; `withdraw` takes the same reviewer's earlier decision back. */
export const DECISIONS = ['accept', 'reject', 'withdraw'] as const
export type Decision = (typeof DECISIONS)[number]

export interface Reviewed {
  readonly dispatch: string
  readonly record: string
  readonly decision: Decision
  readonly reviewer: string
  readonly note: string | null
}

/** One slot of a record got another value. */
export interface Corrected {
  readonly dispatch: string
  readonly record: string
  readonly slot: string
  readonly old: unknown
  readonly new: unknown
  readonly reviewer: string
  readonly note: string | null
}

/** The bytes of the blobs were taken away. */
export interface Redacted {
  readonly dispatch: string
  readonly blobs: readonly string[]
  readonly why: string
  readonly reviewer: string
}

/** A record, as entries name it: happenings are computed, records are what was read. */
export interface EntryRecord {
  readonly dispatch: string
  readonly record: string
}

/** What the records report was taken for one with what `into` reports. */
export interface Merged {
  readonly into: EntryRecord
  readonly records: readonly EntryRecord[]
  readonly reviewer: string
  readonly note: string | null
}

/** What the records report was taken for another happening than that of `from`. */
export interface Split {
  readonly from: EntryRecord
  readonly records: readonly EntryRecord[]
  readonly reviewer: string
  readonly note: string | null
}

/** A merge or split was taken back; later ones stand. */
export interface Undone {
  /** Sequence of the merge or split. */
  readonly entry: number
  readonly reviewer: string
  readonly note: string | null
}

/** The body that each kind of entry has. */
export interface EntryBodies {
  readonly 'dispatch-stored': DispatchStored
  readonly 'reading-made': ReadingMade
  readonly 'passed-over': PassedOver
  readonly review: Reviewed
  readonly correction: Corrected
  readonly redaction: Redacted
  readonly merge: Merged
  readonly split: Split
  readonly undo: Undone
}

export type EntryKind = keyof EntryBodies

/** One append-only row of the ledger. */
export type Entry = {
  [Kind in EntryKind]: {
    /** Place in the chain, from 1. */
    readonly sequence: number
    readonly kind: Kind
    readonly recordedAt: string
    readonly body: EntryBodies[Kind]
  }
}[EntryKind]

/** The end of the chain; sequence 0 and 64 zeros for an empty ledger. */
export interface Head {
  readonly sequence: number
  readonly hash: string
  /** Null for an empty ledger. */
  readonly recordedAt: string | null
}

/** The blobs that an entry stands on. */
export function blobsOf(kind: string, body: unknown): string[] {
  const { content, bytes, reading } = body as { content?: string; bytes?: string | null; reading?: string }
  if (kind === 'dispatch-stored') return [content, bytes].filter(hash => typeof hash === 'string')
  return kind === 'reading-made' && reading !== undefined ? [reading] : []
}
