// Makes src/generated/world.json from world-atlas at 1:50 million: states by ISO 3166 alpha-3, names and numbers left out,
// on a coarser grid, so that the page loads little. world-atlas (ISC licence) is made from Natural Earth (public domain). Run
// by `npm run map` and before every build.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { quantize } from 'topojson-client'

const here = new URL('.', import.meta.url)
const codes = new Map()
for (const line of readFileSync(new URL('numeric.txt', here), 'utf8').split('\n')) {
  const [number, code] = line.split(' ')
  if (number && code && !line.startsWith('#')) codes.set(number, code)
}
// Natural Earth draws these without a number.
const unnumbered = { Kosovo: 'XKX' }

const require = createRequire(import.meta.url)
const atlas = JSON.parse(readFileSync(require.resolve('world-atlas/countries-50m.json'), 'utf8'))
const countries = atlas.objects.countries
countries.geometries = countries.geometries
  .filter((one) => one.properties.name !== 'Antarctica')
  .map(({ type, arcs, id, properties }) => ({
    type,
    arcs,
    id: codes.get(String(id ?? '').padStart(3, '0')) ?? unnumbered[properties.name] ?? '',
  }))
const topology = { type: 'Topology', transform: atlas.transform, objects: { states: countries }, arcs: atlas.arcs }

// Arcs of what was left out are emptied, and the rest is put on a grid of about four kilometres.
const used = new Set()
const walk = (arcs) => (typeof arcs === 'number' ? used.add(arcs < 0 ? ~arcs : arcs) : arcs.forEach(walk))
countries.geometries.forEach((one) => walk(one.arcs))
topology.arcs = topology.arcs.map((arc, index) =>
  used.has(index)
    ? arc
    : [
        [0, 0],
        [0, 0],
      ],
)
const { transform: _, ...plain } = { ...topology, arcs: unpacked(topology) }
const world = quantize(plain, 1e4)

/** The arcs as degrees. */
function unpacked({ transform, arcs }) {
  const [kx, ky] = transform.scale
  const [dx, dy] = transform.translate
  return arcs.map((arc) => {
    let x = 0
    let y = 0
    return arc.map(([a, b]) => {
      x += a
      y += b
      return [x * kx + dx, y * ky + dy]
    })
  })
}

const target = new URL('../src/generated/', here)
mkdirSync(target, { recursive: true })
const text = JSON.stringify(world)
writeFileSync(new URL('world.json', target), text)
console.log(`world.json: ${Math.round(text.length / 1024)} kB, ${countries.geometries.length} outlines`)
