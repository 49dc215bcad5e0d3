// The map: states by their mean scale, arcs of the strongest pairs, points of events. It can be moved and made larger by
// mouse, fingers and keys. What is under the pointer is told in the line below it. The tables beside the map give the same
// to those who do not see it.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { address, filterOf } from '../lib/address'
import { atlas, bow, HEIGHT, WIDTH, type Atlas } from '../lib/atlas'
import { go, set } from '../lib/place'
import { plural, signed, step, STEPS } from '../lib/scale'
import type { World } from '../lib/types'
import type { States } from '../lib/names'
import { documentOf } from '../lib/words'
import { useSight } from './sight'

interface Mapped {
  world: World
  state: string
  query: URLSearchParams
  states: States
}

export function WorldMap({ world, state, query, states }: Mapped) {
  const { name } = states
  const [map, setMap] = useState<Atlas | null>(null)
  const [told, setTold] = useState('')
  const box = useRef<SVGSVGElement>(null)
  const sight = useSight(box, WIDTH, HEIGHT)
  useEffect(() => void atlas().then(setMap, () => setTold('The map could not be loaded.')), [])
  const { k } = sight.at
  const choose = (code: string) => {
    if (code && !sight.moved()) set({ state: code === state ? null : code })
  }
  const counts = useMemo(() => new Map(world.states.map((one) => [one.code, one])), [world])
  const tell = (code: string) => {
    const one = counts.get(code)
    setTold(
      one
        ? `${name(code)}: ${plural(one.events, 'event')}, mean scale ${signed(one.scale)} (${step(one.scale).words})`
        : code
          ? `${name(code)}: no event`
          : '',
    )
  }
  return (
    <figure class="map">
      <svg
        ref={box}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="application"
        tabindex={0}
        aria-label="Map of states. Arrows move it, plus and minus change its size; the tables beside it say the same."
        {...sight.handlers}
        onPointerLeave={() => setTold('')}
      >
        <g transform={`translate(${sight.at.x} ${sight.at.y}) scale(${k})`}>
          {map && <Land map={map} counts={counts} state={state} onTell={tell} onChoose={choose} />}
          {map && (
            <Arcs
              map={map}
              world={world}
              state={state}
              k={k}
              query={query}
              states={states}
              onTell={setTold}
              moved={sight.moved}
            />
          )}
          {map && <Small map={map} counts={counts} state={state} states={states} k={k} onTell={tell} onChoose={choose} />}
          {map && <Points map={map} world={world} k={k} onTell={setTold} moved={sight.moved} />}
        </g>
      </svg>
      <div class="zoom">
        <button type="button" aria-label="Larger" onClick={() => sight.zoom(1.6)}>
          +
        </button>
        <button type="button" aria-label="Smaller" onClick={() => sight.zoom(1 / 1.6)}>
          −
        </button>
        {k > 1 && (
          <button type="button" aria-label="Whole map" onClick={sight.whole}>
            ⤢
          </button>
        )}
      </div>
      <figcaption>
        <Scale />
        <span class="told" aria-live="off">
          {told}
        </span>
      </figcaption>
    </figure>
  )
}

type Counts = Map<string, World['states'][number]>
interface Drawn {
  map: Atlas
  counts: Counts
  state: string
  onTell: (code: string) => void
  onChoose: (code: string) => void
}

function Land({ map, counts, state, onTell, onChoose }: Drawn) {
  return (
    <g class="land">
      {map.outlines.map((one, index) => {
        const count = counts.get(one.code)
        return (
          <path
            key={index}
            d={one.path}
            data-code={one.code}
            class={`${count ? step(count.scale).name : 'none'}${one.code === state && state ? ' chosen' : ''}`}
            onPointerEnter={() => onTell(one.code)}
            onClick={() => onChoose(one.code)}
          />
        )
      })}
      <path class="borders" d={map.borders} />
    </g>
  )
}

/** Small states as circles: those of the map, and those that the map does not know. */
function Small({ map, counts, state, states, k, onTell, onChoose }: Drawn & { k: number; states: States }) {
  const known = new Set(map.outlines.map((one) => one.code))
  const places = map.outlines.filter((one) => one.small && one.code).map((one) => ({ code: one.code, x: one.x, y: one.y }))
  for (const one of counts.values()) {
    const point = known.has(one.code) ? null : states.point(one.code)
    const spot = point && map.place(point[1], point[0])
    if (spot) places.push({ code: one.code, x: spot[0], y: spot[1] })
  }
  const radius = (count: boolean) => (count ? 3.4 : 1.6) / Math.sqrt(k)
  return (
    <g class="small">
      {places.map((one) => {
        const count = counts.get(one.code)
        return (
          <circle
            key={one.code}
            cx={one.x}
            cy={one.y}
            r={radius(Boolean(count))}
            data-code={one.code}
            class={`${count ? step(count.scale).name : 'none'}${one.code === state && state ? ' chosen' : ''}`}
            onPointerEnter={() => onTell(one.code)}
            onClick={() => onChoose(one.code)}
          />
        )
      })}
    </g>
  )
}

/** So many arcs are drawn. */
const ARCS = 40

function Arcs({
  map,
  world,
  state,
  k,
  query,
  states,
  onTell,
  moved,
}: {
  map: Atlas
  world: World
  state: string
  k: number
  query: URLSearchParams
  states: States
  onTell: (words: string) => void
  moved: () => boolean
}) {
  const { name } = states
  const spot = (code: string) => {
    const point = states.point(code)
    return point && map.place(point[1], point[0])
  }
  const own = world.pairs.filter((pair) => !state || pair.a === state || pair.b === state)
  const shown = own.filter((pair) => spot(pair.a) && spot(pair.b)).slice(0, ARCS)
  const most = Math.max(1, ...shown.map((pair) => pair.events))
  return (
    <g class="arcs">
      {[...shown].reverse().map((pair) => {
        const from = spot(pair.a)
        const to = spot(pair.b)
        if (!from || !to) return null
        const line = bow(from, to)
        const words = `${name(pair.a)} and ${name(pair.b)}: ${plural(pair.events, 'event')}, mean scale ${signed(pair.scale)}`
        return (
          <g
            key={pair.a + pair.b}
            data-pair={`${pair.a}-${pair.b}`}
            class={step(pair.scale).name}
            onPointerEnter={() => onTell(words)}
            onClick={() => {
              if (!moved()) go(address('pair', [pair.a, pair.b], filterOf(query)))
            }}
          >
            <path class="arc" d={line} stroke-width={((0.7 + 3.6 * Math.sqrt(pair.events / most)) / Math.sqrt(k)).toFixed(2)} />
            <path class="hit" d={line} stroke-width={(9 / k).toFixed(2)} />
          </g>
        )
      })}
    </g>
  )
}

function Points({
  map,
  world,
  k,
  onTell,
  moved,
}: {
  map: Atlas
  world: World
  k: number
  onTell: (words: string) => void
  moved: () => boolean
}) {
  return (
    <g class="points">
      {world.points.map((point) => {
        const spot = map.place(point.lon, point.lat)
        if (!spot) return null
        const document = documentOf(point.claim)
        return (
          <circle
            key={point.claim}
            cx={spot[0].toFixed(1)}
            cy={spot[1].toFixed(1)}
            r={(2.1 / Math.sqrt(k)).toFixed(2)}
            class={step(point.scale).name}
            data-claim={point.claim}
            onPointerEnter={() =>
              onTell([point.place, plural(point.events, 'event'), `the last ${point.type}`].filter(Boolean).join(', '))
            }
            onClick={() => {
              if (!moved()) go(address('evidence', [], { document, claim: point.claim }))
            }}
          />
        )
      })}
    </g>
  )
}

/** The legend of the scale. */
export function Scale() {
  return (
    <span class="scale" role="img" aria-label="Colours from conflict to cooperation">
      <span>conflict</span>
      {STEPS.map((one) => (
        <i key={one.name} class={one.name} title={one.words} />
      ))}
      <span>cooperation</span>
    </span>
  )
}
