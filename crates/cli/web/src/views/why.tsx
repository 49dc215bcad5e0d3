// Why: the proof of one answer under an address of its own.
import type { Address } from '../lib/address'
import { useTitle } from '../lib/title'
import { Nothing } from '../parts/notice'
import { Proof } from '../parts/proof'

export function WhyView({ place }: { place: Address }) {
  const id = place.query.get('id')
  useTitle('Why')
  return (
    <>
      <h1>Why</h1>
      {id ? <Proof id={id} asked={place.query} /> : <Nothing>No answer is named.</Nothing>}
    </>
  )
}
