/**
 * How far something put forward has come.
 *
 * `proposed`: put forward, its outcome unknown. `agreed`: promised, not yet seen to be done. `successful`: done in full, or as far
 * as was asked. `disputed`: reports of it contradict each other. `unsuccessful`: refused, or reported not to have come about.
 *
 * Source: the states of humanitarian corridors in PeaceRep's data (University of Edinburgh).
 */
export const FULFILMENTS = ['proposed', 'agreed', 'successful', 'disputed', 'unsuccessful'] as const
export type Fulfilment = (typeof FULFILMENTS)[number]
