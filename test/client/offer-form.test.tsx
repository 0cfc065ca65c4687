import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import type { OwnOffer } from '#client/data/offers.ts'
import { EditOfferPage } from '#client/offers/offer-form-page.tsx'
import { hands, openScreen } from '#test/helpers/client-screen.tsx'

/** An offer while it is changed. */

const { type, field, soon, drawn } = hands
let screen: Awaited<ReturnType<typeof openScreen>> | undefined
afterEach(() => screen?.close())

const offer: OwnOffer = {
  ...{ id: 'o1', state: 'open', kind: 'european', title: 'Two rivers', words: 'We measure.', pupils: 25 },
  ...{ ages: { from: 11, to: 14 }, languages: [{ code: 'fr', level: 'C2' }], subjects: [], countries: [] },
  ...{ weeks: { from: '2027-01-11', to: '2027-03-14' }, hours: [], rhythm: 'monthly' },
}
const show = async () => {
  screen = await openScreen({
    ...{ screen: EditOfferPage, path: '/network/offers/$offerId/edit', at: '/network/offers/o1/edit' },
    known: [
      [['offers'], { offers: [offer] }],
      [['countries'], { countries: [] }],
    ],
    server: () => Response.json({ error: { code: 'unexpected' } }, { status: 500 }),
  })
  return screen
}

test('its words stay where the list of offers cannot be asked for again', async () => {
  const { queries } = await show()
  await type('textarea', 'We measure and draw.')
  await act(() => queries.invalidateQueries({ queryKey: ['offers'] }))
  await soon(() => expect(queries.getQueryState(['offers'])?.status).toBe('error'))
  await drawn()
  expect(field('textarea').value).toBe('We measure and draw.')
})
