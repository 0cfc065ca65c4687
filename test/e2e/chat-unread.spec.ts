import { bell, silence } from './bells.ts'
import { expect, riversProject, teachers, test } from './fixtures.ts'
import { messageOf, openChat, say } from './chat-page.ts'

test('a question to my teachers reaches one: bell, home and rail say so, and reading it once clears it on each device', async ({
  enter,
  enterPupil,
  server,
}) => {
  const [claire, second] = [await enter(teachers.claire), await enter(teachers.claire)]
  const alix = await enterPupil('Alix M.')
  const project = await riversProject(claire)
  // What the demonstration says is read first.
  const { channels } = await (await claire.request.get(`/api/projects/${project}/channels`)).json()
  const headers = { Origin: server.origin }
  for (const { id, lastSequence } of channels)
    if (lastSequence > 0)
      await claire.request.put(`/api/channels/${id}/read`, { data: { sequence: lastSequence }, headers })
  await silence(claire, server.origin)
  await second.goto(`/p/${project}/pages`)
  const chat = second.getByRole('navigation', { name: 'In this project' }).getByRole('link', { name: /^Chat/ })
  await expect(chat).toHaveAccessibleName('Chat')

  const ask = await openChat(alix, 'ask')
  const before: number = channels.find(({ id }: { id: string }) => id === ask.id).lastSequence
  for (let line = 1; line <= 14; line += 1) await say(alix, `Question ${line}: how do I put a picture into our page?`)
  await expect(chat).toHaveAccessibleName('Chat 14 messages not read')
  await claire.goto('/')
  await expect(bell(claire)).toHaveAccessibleName(/14 new/)
  await claire.getByRole('link', { name: '14 messages not read' }).click()

  // The newest lies below the fold: nothing is read before it is seen.
  await claire.setViewportSize({ width: 1280, height: 560 })
  await claire.goto(`/p/${project}/chat?channel=${ask.id}&message=${before + 1}`)
  await expect(messageOf(claire, 'Question 1:')).toBeInViewport()
  await expect(messageOf(claire, 'Question 14:')).not.toBeInViewport()
  await expect(claire.getByRole('link', { name: /Alix M\./ })).toContainText('14 not read')
  await expect(chat).toHaveAccessibleName('Chat 14 messages not read')
  await claire.getByRole('button', { name: 'To the newest' }).click()
  await expect(messageOf(claire, 'Question 14:')).toBeInViewport()
  await expect(chat).toHaveAccessibleName('Chat')
  await expect(bell(second)).toHaveAccessibleName(/nothing new/)
})
