import { killSuite } from '../support/kill-suite.ts'
import { STORES, type StoreKind } from '../support/stores.ts'

killSuite(STORES[1] as StoreKind)
