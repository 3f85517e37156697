// What the compiler does not carry over: SQL beside the code that runs it, pages that the server sends.
import { cpSync, existsSync } from 'node:fs'

if (existsSync('src/ledger/schema')) cpSync('src/ledger/schema', 'dist/ledger/schema', { recursive: true })
