// The map that tools/map.mjs makes: every state of today that we know has its outline, but for one that the atlas leaves out.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

test('every state of today is on the map', () => {
  const world = JSON.parse(read('../../src/generated/world.json')) as { objects: { states: { geometries: { id: string }[] } } }
  const drawn = new Set(world.objects.states.geometries.map((one) => one.id))
  const states = read('../../../../../knowledge/world/states.table')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => /^[A-Z]{3}$/.test(cells[0] ?? '') && cells[3] === '')
    .map((cells) => cells[0] ?? '')
  expect(states.length).toBeGreaterThan(190)
  expect(states.filter((code) => !drawn.has(code))).toEqual(['TUV'])
})
