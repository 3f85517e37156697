import SQLite from 'better-sqlite3'

/** What a person does to a ledger's file with another program: no triggers, no care. */
export function tamper<T>(path: string, work: (connection: SQLite.Database) => T): T {
  const connection = new SQLite(path)
  try {
    const triggers = connection.prepare("select name, sql from sqlite_schema where type = 'trigger'").all() as Trigger[]
    for (const { name } of triggers) connection.exec(`drop trigger ${name}`)
    const result = work(connection)
    for (const { sql } of triggers) connection.exec(sql)
    return result
  } finally {
    connection.close()
  }
}

interface Trigger {
  readonly name: string
  readonly sql: string
}

/** Looks at a ledger's file as another program would, triggers in place. */
export function look<T>(path: string, work: (connection: SQLite.Database) => T): T {
  const connection = new SQLite(path)
  try {
    return work(connection)
  } finally {
    connection.close()
  }
}

// prettier-ignore
const VIEW_TABLES = [
  'dispatch', 'reading', 'event', 'event_party', 'event_place', 'process_object', 'process_party', 'review', 'correction',
  'passed_over', 'dispatch_origin', 'origin_key', 'happening', 'happening_member', 'happening_key',
]

/** Every row of every view, and what full text finds: equal for equal views. */
export function viewsOf(path: string): unknown {
  return look(path, connection => {
    const rows = VIEW_TABLES.map(table => {
      const all = connection.prepare(`select * from ${table}`).raw().all()
      return [table, all.map(row => JSON.stringify(row)).sort()]
    })
    const found = ['dispatch', 'event', 'process'].map(table => [
      table,
      connection.prepare(`select rowid from ${table}_search where ${table}_search match 'river OR doha OR x*'`).all(),
    ])
    return { rows: Object.fromEntries(rows), found }
  })
}
