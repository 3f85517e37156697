import type { Kysely } from 'kysely'
import { applyMerge, applySplit, applyUndo } from '../happenings/regroup.ts'
import { applyDispatch } from './dispatch.ts'
import { applyPassedOver } from './passed-over.ts'
import { applyReading } from './reading.ts'
import { applyCorrection, applyReview } from './decisions.ts'
import { applyRedaction } from './redaction.ts'
import type { Entry } from '../entries.ts'
import type { Tables } from '../tables.ts'

/** Brings the views from what held before the entry to what holds with it. Entries come in order, each once. */
export async function applyEntry(db: Kysely<Tables>, entry: Entry): Promise<void> {
  switch (entry.kind) {
    case 'dispatch-stored':
      return applyDispatch(db, entry)
    case 'reading-made':
      return applyReading(db, entry)
    case 'passed-over':
      return applyPassedOver(db, entry)
    case 'review':
      return applyReview(db, entry)
    case 'correction':
      return applyCorrection(db, entry)
    case 'redaction':
      return applyRedaction(db, entry)
    case 'merge':
      return applyMerge(db, entry)
    case 'split':
      return applySplit(db, entry)
    case 'undo':
      return applyUndo(db, entry)
  }
}
