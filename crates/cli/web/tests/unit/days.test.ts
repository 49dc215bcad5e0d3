// Days, bins, the scale and the layout: small sums with their answers beside them.
import { expect, test } from 'vitest'
import { filled, summed, unitFor } from '../../src/lib/bins'
import { after, floor, number, shifted, span, text } from '../../src/lib/days'
import { layout } from '../../src/lib/layout'
import { count, signed, step } from '../../src/lib/scale'

test('days and their numbers', () => {
  expect(number('1970-01-01')).toBe(0)
  expect(text(number('2024-02-29') ?? 0)).toBe('2024-02-29')
  for (const wrong of ['2023-02-29', '2024-6-1', '', null, 'today']) expect(number(wrong)).toBeNull()
  expect(shifted('2024-03-01', -1)).toBe('2024-02-29')
  expect(span('2024-06-18', '2024-06-20')).toBe('2024-06-18 to 2024-06-20')
  expect(span('2024-06-18', '2024-06-18')).toBe('2024-06-18')
})

test('bins begin on Mondays and on firsts', () => {
  expect(floor('2024-06-20', 'week')).toBe('2024-06-17')
  expect(floor('2024-06-17', 'week')).toBe('2024-06-17')
  expect(floor('1969-12-31', 'week')).toBe('1969-12-29')
  expect(floor('2024-06-20', 'month')).toBe('2024-06-01')
  expect(after('2024-12-01', 'month')).toBe('2025-01-01')
  expect(after('2024-06-17', 'week')).toBe('2024-06-24')
})

test('a gap in a timeline is filled with empty bins', () => {
  const bin = (day: string, events: number, scale: number) => ({ day, events, scale, cooperation: events, conflict: 0 })
  const bins = [bin('2024-08-01', 3, -2), bin('2024-05-01', 1, 6)]
  expect(filled(bins, 'month').map((one) => [one.day, one.events])).toEqual([
    ['2024-05-01', 1],
    ['2024-06-01', 0],
    ['2024-07-01', 0],
    ['2024-08-01', 3],
  ])
  expect(summed(bins)).toEqual({ events: 4, scale: 0, cooperation: 4, conflict: 0 })
  expect(filled([], 'day')).toEqual([])
})

test('a span is seen in a unit that suits it', () => {
  expect(unitFor('2024-06-01', '2024-06-30')).toBe('day')
  expect(unitFor('2024-01-01', '2024-12-31')).toBe('week')
  expect(unitFor('2020-01-01', '2024-12-31')).toBe('month')
})

test('steps and signs of the scale', () => {
  expect([-10, -6, -1, 0, 0.5, 4, 10].map((one) => step(one).name)).toEqual(['c3', 'c2', 'c1', 'n0', 'k1', 'k2', 'k3'])
  expect([4.66, -0.04, -4.8].map(signed)).toEqual(['+4.7', '0.0', '−4.8'])
  expect(count(1234567)).toBe('1\u202f234\u202f567')
})

test('a network is laid out alike each time, inside its frame, the tied nearer than the others', () => {
  const start = [
    { x: 10, y: 10 },
    { x: 390, y: 290 },
    { x: 10, y: 290 },
    { x: 390, y: 10 },
  ]
  const spots = layout(start, [[0, 1]], 400, 300)
  expect(layout(start, [[0, 1]], 400, 300)).toEqual(spots)
  for (const spot of spots) expect(spot.x >= 0 && spot.x <= 400 && spot.y >= 0 && spot.y <= 300).toBe(true)
  const far = (a: number, b: number) =>
    Math.hypot((spots[a]?.x ?? 0) - (spots[b]?.x ?? 0), (spots[a]?.y ?? 0) - (spots[b]?.y ?? 0))
  expect(far(0, 1)).toBeLessThan(far(2, 3))
})
