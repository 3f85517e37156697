import { loadActors, type ActorTables } from './actors/dictionary.ts'
import type { ActorFile } from './actors/own.ts'
import { loadAnaphora, type AnaphoraTables } from './coreference/find-coreference.ts'
import { loadDates, type DateTables } from './dates/lexicon.ts'
import { loadFigures, type FigureTables } from './figures/lexicon.ts'
import { loadPlaces, type PlaceTables } from './places/gazetteer.ts'
import type { ReadFile } from './table.ts'

/** All dictionaries of this folder. */
export interface EntityTables {
  readonly actors: ActorTables
  readonly anaphora: AnaphoraTables
  readonly dates: DateTables
  readonly figures: FigureTables
  readonly places: PlaceTables
}

/** Reads the dictionaries of data/, and a user's own of actors; broken lines are named in each table's `faults`, the rest loads. */
export function loadTables(read: ReadFile, own: readonly ActorFile[] = []): EntityTables {
  const dates = loadDates(read)
  return {
    actors: loadActors(read, own),
    anaphora: loadAnaphora(read),
    dates,
    figures: loadFigures(read, dates.numbers),
    places: loadPlaces(read),
  }
}
