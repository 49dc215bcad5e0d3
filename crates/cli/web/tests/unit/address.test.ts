// Addresses: there and back, with what identifiers hold; the filter goes along, and nothing empty does.
import { expect, test } from 'vitest'
import { address, changed, filterOf, parse } from '../../src/lib/address'

test('an address leads back to what it was made of', () => {
  const id = 'obligation/RUS-PRK/defence/law:russia-dprk-2024:4#1&a=b c%'
  const made = new URL(address('case', [], { id }), 'http://x')
  const found = parse(made.pathname, made.search)
  expect(found.view).toBe('case')
  expect(found.query.get('id')).toBe(id)
})

test('parts of the path may hold anything', () => {
  const made = new URL(address('pair', ['RUS', 'a/b c%?#']), 'http://x')
  expect(parse(made.pathname, made.search).path).toEqual(['RUS', 'a/b c%?#'])
})

test('what is not known is the world', () => {
  expect(parse('/', '').view).toBe('world')
  expect(parse('/nowhere/RUS', '')).toMatchObject({ view: 'world', path: [] })
  expect(parse('/pair/%E0%A4%A', '').path).toEqual(['%E0%A4%A'])
})

test('empty values are left out and repeated ones kept', () => {
  expect(address('cases', [], { type: ['AID', '', 'ASSAULT'], source: null, from: '' })).toBe('/cases?type=AID&type=ASSAULT')
})

test('the filter is what every view is asked with', () => {
  const query = new URLSearchParams('type=AID&type=ACCUSE&on=2024-01-01&state=RUS&confidence=0.5&from=')
  expect(filterOf(query).toString()).toBe('type=AID&type=ACCUSE&confidence=0.5')
})

test('a change sets, repeats and removes', () => {
  const query = new URLSearchParams('type=AID&on=2024-01-01')
  expect(changed(query, { on: null, type: ['AID', 'COERCE'] }).toString()).toBe('type=AID&type=COERCE')
  expect(query.get('on')).toBe('2024-01-01')
})
