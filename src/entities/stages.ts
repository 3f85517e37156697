import type { Stage } from '../text/stage.ts'
import { createActorsStage } from './actors/find-actors.ts'
import type { EntityTables } from './tables.ts'

/** The stages that find names, dates, figures, places and actors, in the order in which they need each other. */
export function createEntityStages(tables: EntityTables): Stage[] {
  return [createActorsStage(tables.actors)]
}
