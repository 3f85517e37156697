import type { Stage } from '../text/stage.ts'
import { createActorsStage } from './actors/find-actors.ts'
import { createCoreferenceStage } from './coreference/find-coreference.ts'
import { createDatesStage } from './dates/find-dates.ts'
import { createFiguresStage } from './figures/find-figures.ts'
import { createJoinNamesStage } from './join-names.ts'
import { namesStage } from './names.ts'
import { createPlacesStage } from './places/find-places.ts'
import type { EntityTables } from './tables.ts'

/** The stages that find names, dates, figures, places and actors, in the order in which they need each other. */
export function createEntityStages(tables: EntityTables): Stage[] {
  return [
    namesStage,
    createJoinNamesStage(tables.actors, tables.places),
    createDatesStage(tables.dates),
    createFiguresStage(tables.figures),
    createPlacesStage(tables.places),
    createActorsStage(tables.actors),
    createCoreferenceStage(tables.actors, tables.anaphora),
  ]
}
