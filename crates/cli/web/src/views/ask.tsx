// Ask: the questions of `casus ask` as forms. The answer is a table each of whose rows opens its proof; it can be taken away
// as CSV, JSON, a citation, or the command that gives the same.
import { useEffect, useState } from 'preact/hooks'
import { address, FIELDS, filterOf, joined, type Address } from '../lib/address'
import { url } from '../lib/api'
import { answerCsv, answerJson, citation, command } from '../lib/copies'
import { useData } from '../lib/data'
import { today } from '../lib/days'
import { go } from '../lib/place'
import { plural } from '../lib/scale'
import type { Answer, Parameter, Question, Status } from '../lib/types'
import { useTitle } from '../lib/title'
import { actors, Complete, sources, speakers } from '../parts/complete'
import { CopyButton } from '../parts/copy'
import { DayField } from '../parts/day'
import { Nothing, Shown } from '../parts/notice'
import { AnswerTable } from '../parts/table'

export function AskView({ place, status }: { place: Address; status: Status | null }) {
  const questions = useData<Question[]>('/api/questions')
  const name = place.path[0] ?? ''
  useTitle(['Ask', name, place.query.getAll('party').join(' ')].filter(Boolean).join(' '))
  return (
    <>
      <h1 class="unseen">Ask</h1>
      <Shown data={questions}>
        {(all) => {
          const question = all.find((one) => one.name === name)
          return (
            <div class="split ask">
              <nav class="questions" aria-label="Questions">
                {all.map((one) => (
                  <a
                    key={one.name}
                    href={address('ask', [one.name], carried(place.query, one))}
                    aria-current={one.name === name ? 'page' : undefined}
                  >
                    <b>{one.name}</b> <span class="dim">{one.about}</span>
                  </a>
                ))}
              </nav>
              <div>
                {question ? (
                  <Asked key={question.name} question={question} query={place.query} status={status} />
                ) : (
                  <Nothing>Choose a question.</Nothing>
                )}
              </div>
            </div>
          )
        }}
      </Shown>
    </>
  )
}

/** What of a form goes on to another question: what that one asks for too, and the filter. */
function carried(query: URLSearchParams, question: Question): URLSearchParams {
  const names = new Set([...question.parameters.map((one) => one.name), 'known', ...FIELDS.ask])
  return new URLSearchParams([...query].filter(([name]) => names.has(name)))
}

/** What is filtered in a question: not what it asks for itself. */
function filtered(query: URLSearchParams, question: Question): URLSearchParams {
  const own = question.parameters.map((one) => one.name)
  return filterOf(
    query,
    FIELDS.ask.filter((name) => !own.includes(name)),
  )
}

function Asked({ question, query, status }: { question: Question; query: URLSearchParams; status: Status | null }) {
  const ready = question.parameters.every((one) => query.getAll(one.name).filter(Boolean).length >= needed(one))
  const asked = query.get('asked') !== null || ready
  const names = new Set([...[...question.parameters, ...COMMON].map((one) => one.name), 'limit'])
  const filter = filtered(query, question)
  const given = joined(new URLSearchParams([...query].filter(([name]) => names.has(name))), filter)
  const answer = useData<Answer>(asked && ready ? url(['ask', question.name], given) : null)
  return (
    <>
      <h2>{question.about}</h2>
      <Form question={question} query={given} filter={filter} />
      {asked && ready && (
        <Shown data={answer}>{(told) => <Told answer={told} question={question.name} given={given} filter={filter} status={status} />}</Shown>
      )}
    </>
  )
}

/** How many values it must have. */
const needed = (parameter: Parameter) => parameter.least ?? (parameter.required ? 1 : 0)

/** What every question can be asked with. */
const COMMON: Parameter[] = [
  { name: 'known', kind: 'day', required: false, many: false },
  { name: 'disbelieve', kind: 'source', required: false, many: false },
]

function Form({ question, query, filter }: { question: Question; query: URLSearchParams; filter: URLSearchParams }) {
  const [held, setHeld] = useState<Record<string, string[]>>({})
  const own = question.parameters
  const parameters = [...own, ...COMMON.filter((one) => !own.some((other) => other.name === one.name))]
  useEffect(() => setHeld(Object.fromEntries(parameters.map((one) => [one.name, query.getAll(one.name)]))), [query.toString()])
  const put = (name: string, at: number, value: string) =>
    setHeld((last) => {
      const next = [...(last[name] ?? [])]
      next[at] = value
      return { ...last, [name]: next }
    })
  const submit = (event: Event) => {
    event.preventDefault()
    // A field that still holds the eye gives its text up first.
    ;(document.activeElement as HTMLElement | null)?.blur()
    setTimeout(
      () =>
        setHeld((last) => {
          go(
            address('ask', [question.name], {
              ...Object.fromEntries([...filter.keys()].map((name) => [name, filter.getAll(name)])),
              ...Object.fromEntries(Object.entries(last).map(([name, values]) => [name, values.filter(Boolean)])),
              asked: '1',
            }),
          )
          return last
        }),
      0,
    )
  }
  return (
    <form class="asking" onSubmit={submit}>
      {parameters.map((one) => {
        const values = held[one.name] ?? []
        const fields = one.many ? Math.min(one.most ?? 20, Math.max(2, needed(one), values.filter(Boolean).length + 1)) : 1
        return Array.from({ length: fields }, (_, at) => (
          <Field
            key={`${one.name} ${at}`}
            parameter={one}
            label={label(one, at, fields)}
            value={values[at] ?? ''}
            required={at < needed(one)}
            onValue={(value) => put(one.name, at, value)}
          />
        ))
      })}
      <button type="submit">Ask</button>
    </form>
  )
}

const WORDS: Record<string, string> = {
  party: 'Party',
  attacked: 'Attacked',
  by: 'By',
  on: 'On',
  from: 'From',
  to: 'To',
  source: 'Source',
  type: 'Type',
  known: 'Known by',
  disbelieve: 'Not believing',
}

function label(parameter: Parameter, at: number, fields: number): string {
  const words = WORDS[parameter.name] ?? parameter.name
  return fields > 1 && at > 0 ? `${words} ${at + 1}` : words
}

function Field({
  parameter,
  label,
  value,
  required,
  onValue,
}: {
  parameter: Parameter
  label: string
  value: string
  required: boolean
  onValue: (value: string) => void
}) {
  if (parameter.kind === 'party')
    return <Complete label={label} value={value} find={actors} onChoice={onValue} required={required} />
  if (parameter.kind === 'source')
    return <Complete label={label} value={value} find={either} onChoice={onValue} required={required} />
  if (parameter.kind === 'day') return <DayField label={label} value={value} onDay={onValue} />
  return (
    <label class={parameter.kind === 'number' ? 'short' : 'long'}>
      {label}
      <input
        inputMode={parameter.kind === 'number' ? 'numeric' : 'text'}
        value={value}
        required={required}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </label>
  )
}

/** Outlets and speakers: both can be believed or not. */
const either = async (prefix: string) => [...(await sources(prefix)).slice(0, 5), ...(await speakers(prefix)).slice(0, 5)]

function Told({
  answer,
  question,
  given,
  filter,
  status,
}: {
  answer: Answer
  question: string
  given: URLSearchParams
  filter: URLSearchParams
  status: Status | null
}) {
  const ledger = status?.ledger ?? 'ledger.casus'
  const told = command(question, given, filter, ledger)
  const eyes = new URLSearchParams([...given].filter(([name]) => name === 'known' || name === 'disbelieve'))
  return (
    <section class="told" aria-label="Answer">
      <h3>
        {answer.title} <span class="dim">{plural(answer.rows.length, 'line')}</span>
      </h3>
      {answer.notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      <p class="taking">
        <CopyButton words="CSV" text={() => answerCsv(answer)} />
        <CopyButton words="JSON" text={() => answerJson(answer)} />
        <CopyButton words="Citation" text={() => citation(answer, ledger, status?.version ?? '', location.href, today())} />
        <CopyButton words="Command" text={() => told} />
        <code class="command">{told}</code>
      </p>
      {answer.rows.length > 0 ? (
        <AnswerTable answer={answer} asked={joined(eyes, filter)} label={answer.title} />
      ) : (
        <Nothing>Nothing, as far as this ledger knows.</Nothing>
      )}
    </section>
  )
}
