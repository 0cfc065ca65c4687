import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from '#test/helpers/app.ts'
import { makeMessage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { makeTalk, said, say, textsOf } from '#test/helpers/talk.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const search = (browser: Browser, channelId: string, q: string, more = '') =>
  browser.get(`/api/channels/${channelId}/search?q=${encodeURIComponent(q)}${more}`)

it('finds words in every script of the programme, without case and accents, and words that begin so', async () => {
  const { channel, odile } = await makeTalk(house)
  const texts = [
    'La rivière a débordé cet été',
    'Die Flüsse sind über die Straße getreten',
    'Οι ποταμοί είναι όμορφοι',
    'Річка їжака тече повільно',
    'Реката е дълбока',
    'Գետը գեղեցիկ է',
    'მდინარე ლამაზია',
    'النهر جميل',
    'Řeka teče pod mostem',
    'Çay Xəzər dənizinə tökülür',
  ]
  for (const text of texts) await say(odile, channel, text)
  const found = async (q: string) => textsOf((await search(odile, channel, q)).body).map((text) => texts.indexOf(text))
  for (const [q, index] of [
    ...(['RIVIERE', 'déborde', 'ete debord'] as const).map((one) => [one, 0] as const),
    ...(['strasse', 'FLÜSSE', 'flusse'] as const).map((one) => [one, 1] as const),
    ...(['ποταμοι', 'ΌΜΟΡΦΟΙ'] as const).map((one) => [one, 2] as const),
    ...[['ЇЖАК', 3] as const, ['іжак', 3] as const, ['дълб', 4] as const],
    ...[['ԳԵՏ', 5] as const, ['მდინარე', 6] as const, ['ᲚᲐᲛᲐᲖᲘ', 6] as const, ['النهر', 7] as const],
    ...[['reka tece', 8] as const, ['cay xəzər', 9] as const],
  ])
    expect([q, await found(q)]).toEqual([q, [index]])
  expect(await found('rivière Straße')).toEqual([])
})

it('stays in the channel, and gives only what its reader may see', async () => {
  const { channel, teachersChannel, askChannel, odile, alix, jonas } = await makeTalk(house)
  await say(odile, channel, 'secret of the otter')
  await say(odile, teachersChannel, 'secret of the staff')
  await say(alix, askChannel, 'secret of mine')
  expect(textsOf((await search(alix, channel, 'secret')).body)).toEqual(['secret of the otter'])
  for (const closed of [teachersChannel, askChannel]) expect((await search(jonas, closed, 'secret')).status).toBe(404)
  const nameless = await search(jonas, channel, 'Odile')
  expect(nameless.body.messages).toEqual([])
})

it('gives the newest first, in pages', async () => {
  const { channel, odile } = await makeTalk(house)
  for (let index = 1; index <= 5; index++) await makeMessage(house.db, { channelId: channel, text: `otter ${index}` })
  const first = (await search(odile, channel, 'otter', '&limit=2')).body
  expect([textsOf(first), first.hasBefore]).toEqual([['otter 5', 'otter 4'], true])
  const second = (await search(odile, channel, 'otter', `&limit=3&before=${first.messages[1].sequence}`)).body
  expect([textsOf(second), second.hasBefore]).toEqual([['otter 3', 'otter 2', 'otter 1'], false])
})

it('takes any sign for what it is: ten kilobytes of patterns are an answer at once, and no error', async () => {
  const { channel, odile } = await makeTalk(house)
  await said(odile, channel, 'plain words')
  const signs = `.*+?^\${}()|[]\\/:&!'"<>%_-*:`
  const started = performance.now()
  for (const q of [
    signs,
    `'${signs}':*`,
    `pla${signs}in`,
    "';drop table messages;--",
    '\\',
    "'",
    'a & !b',
    '<->',
    ':*',
  ])
    expect((await search(odile, channel, q)).status).toBe(200)
  expect(textsOf((await search(odile, channel, "plain' | 'x")).body)).toEqual([])
  expect(textsOf((await search(odile, channel, `(plain) "words"`)).body)).toEqual(['plain words'])
  expect((await search(odile, channel, '\u0000plain')).status).toBe(200)
  const long = signs.repeat(400).slice(0, 10_240)
  expect((await search(odile, channel, long)).body.error.reason).toBe('invalid_input')
  expect(performance.now() - started).toBeLessThan(3_000)
})
