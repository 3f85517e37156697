import { loadActors, type ActorTables } from './actors/dictionary.ts'
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

/** Reads the dictionaries of data/; broken lines are named in each table's `faults`, the rest loads. */
export function loadTables(read: ReadFile): EntityTables {
  const dates = loadDates(read)
  return {
    actors: loadActors(read),
    anaphora: loadAnaphora(read),
    dates,
    figures: loadFigures(read, dates.numbers),
    places: loadPlaces(read),
  }
}
