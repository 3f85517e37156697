import { useBoard } from '../../api/queries.ts'
import { Link } from '../../app/link.tsx'
import { changeAddress, hrefTo, useAddress } from '../../app/location.ts'
import { useTitle } from '../../app/page.tsx'
import { Panel } from '../../parts/panel.tsx'
import { AnchorQuote, DispatchLine } from '../../parts/quote.tsx'
import { Awaited } from '../../parts/states.tsx'
import { PartyName } from '../../parts/tags.tsx'
import { rangeInWords } from '../../words/days.ts'
import { inOne } from '../../words/summary.ts'
import { namedAfter, shownParty } from '../../words/terms.ts'
import { chosenIn, type Chosen } from './chosen.ts'
import { Outcomes } from './outcomes.tsx'
import { Positions } from './positions.tsx'
import { Proposals } from './proposals.tsx'
import { Rounds } from './rounds.tsx'
import { TimeAxis } from './time-axis.tsx'
import type { ProcessBoard } from '../../../src/http/schemas.ts'

/** One process: who negotiates, what was proposed, answered and agreed; each value leads to its sentences. */
export function BoardPage({ processKey }: { readonly processKey: string }) {
  const { query } = useAddress()
  const asked = useBoard(processKey, query.get('asOf') ?? '')
  const board = asked.data
  useTitle(board === undefined ? 'Process' : inOne(namedAfter(board).named))
  const chosen = board === undefined ? null : chosenIn(board, query.get('select'))
  return (
    <div className={chosen === null ? 'with-panel' : 'with-panel is-open'}>
      <div className="board">
        <Awaited asked={asked}>{board !== undefined && <Board board={board} />}</Awaited>
      </div>
      {chosen !== null && <Sentences chosen={chosen} />}
    </div>
  )
}

function Board({ board }: { readonly board: ProcessBoard }) {
  return (
    <>
      <BoardHead board={board} />
      <TimeAxis board={board} />
      <Rounds board={board} />
      <Outcomes board={board} />
      <Proposals board={board} />
      <Positions board={board} />
      <Dispatches board={board} />
    </>
  )
}

function BoardHead({ board }: { readonly board: ProcessBoard }) {
  const { parties, mediators, first, last } = board
  const [one] = parties
  return (
    <div className="page-head">
      <p className="crumb">
        <Link href={hrefTo('/processes')}>Processes</Link>
      </p>
      <h1>
        <bdi>{inOne(namedAfter(board).named)}</bdi>
      </h1>
      <dl className="facts">
        <div>
          <dt>Parties</dt>
          <dd>
            {parties.map(party => (
              <PartyName key={party.code} code={party.code} name={shownParty(party)} />
            ))}
          </dd>
        </div>
        <div>
          <dt>Mediators</dt>
          <dd>
            {mediators.length === 0
              ? 'none reported'
              : mediators.map(party => <PartyName key={party.code} code={party.code} name={shownParty(party)} />)}
          </dd>
        </div>
        <div>
          <dt>Days</dt>
          <dd>{rangeInWords(first, last)}</dd>
        </div>
        <div>
          <dt>Reported in</dt>
          <dd>
            {board.dispatches.length} {board.dispatches.length === 1 ? 'dispatch' : 'dispatches'}
            {one !== undefined && (
              <>
                {' · '}
                <Link href={hrefTo('/events', { actor: one.code })}>events of {shownParty(one)}</Link>
              </>
            )}
          </dd>
        </div>
      </dl>
    </div>
  )
}

function Dispatches({ board }: { readonly board: ProcessBoard }) {
  return (
    <section aria-labelledby="dispatches">
      <h2 id="dispatches">Dispatches</h2>
      <ul className="plain dispatch-list">
        {board.dispatches.map(dispatch => (
          <li key={dispatch.id}>
            <DispatchLine dispatch={dispatch} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Sentences({ chosen }: { readonly chosen: Chosen }) {
  const { evidence, title } = chosen
  return (
    <Panel
      title={title}
      onClose={() => {
        changeAddress({ select: null })
      }}
    >
      <p className="muted">
        {evidence.length === 1 ? 'One sentence says so.' : `${evidence.length} sentences say so.`}
      </p>
      {evidence.map(anchor => (
        <AnchorQuote key={anchor.dispatch + anchor.record} anchor={anchor} />
      ))}
    </Panel>
  )
}
