import { expectNoBarrierInAnyLight } from './barriers.ts'
import { lostLine } from './chat-page.ts'
import { expect, freshPage, teachers, test, textOf, typeAtEnd, wordsIn, wordsOf } from './fixtures.ts'

test('a teacher locks the task of a page: a pupil reads it, writes below it, and what was on its way comes back', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  watch.allow(lostLine)
  const [claire, alix] = [await enter(teachers.claire), await enterPupil('Alix M.')]
  const address = await freshPage(claire, server.origin, 'What lives here')
  for (const page of [claire, alix]) {
    await page.goto(address)
    await expect(textOf(page)).toHaveAttribute('contenteditable', 'true')
  }
  const delay = 60
  await typeAtEnd(claire, 'Draw what you see.', delay)
  await claire.keyboard.press('Enter')
  await claire.keyboard.type('Answer:', { delay })
  await claire.getByText('Draw what you see.').click()
  const lock = claire.getByRole('button', { name: 'Lock for pupils' })
  await lock.click({ delay: 100 })
  await expect(lock).toHaveAttribute('aria-pressed', 'true')
  const task = textOf(alix).locator('[data-locked="locked by a teacher"]')
  // Her caret is back in the line, with her name on it.
  await expect.poll(() => wordsIn(task)).toBe('Draw what you see.')
  await expectNoBarrierInAnyLight(alix, 'a locked passage')

  await task.click()
  await alix.keyboard.type('x', { delay })
  await expect(alix.getByText('A teacher has locked this passage. You can write above and below it.')).toBeVisible()
  await alix.keyboard.press('Control+End')
  await alix.keyboard.type(' a heron', { delay })
  await expect.poll(() => wordsOf(claire)).toBe('Draw what you see.Answer: a heron')

  // The lock comes while a pupil writes there and the line is slow: nobody else sees those words, and the pupil has them back.
  await alix.context().setOffline(true)
  await textOf(alix).getByText('Answer: a heron').click()
  await alix.keyboard.press('Control+End')
  await alix.keyboard.type(' and a boat', { delay })
  await claire.getByText('Answer: a heron').click()
  await lock.click({ delay: 100 })
  await expect(lock).toHaveAttribute('aria-pressed', 'true')
  await alix.context().setOffline(false)
  await expect(alix.getByText('A teacher had locked that passage.')).toBeVisible({ timeout: 20_000 })
  await expect(alix.getByRole('main').getByText('and a boat')).toBeVisible()
  expect(await wordsOf(claire)).toBe('Draw what you see.Answer: a heron')
})
