import { QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { AskingClient } from '#client/app/query-client.ts'

test('a first answer that did not know of a change yet is asked for once more', async () => {
  const client = new AskingClient()
  const answers: ((value: string) => void)[] = []
  const queryFn = () => new Promise<string>((resolve) => answers.push(resolve))
  const observer = new QueryObserver(client, { queryKey: ['versions'], queryFn })
  const stop = observer.subscribe(() => undefined)
  // A version is named while the list is on its way.
  void client.invalidateQueries({ queryKey: ['versions'] })
  expect(answers).toHaveLength(1)
  answers[0]?.('none')
  await expect.poll(() => answers.length).toBe(2)
  answers[1]?.('one')
  await expect.poll(() => observer.getCurrentResult().data).toBe('one')
  expect(answers).toHaveLength(2)
  stop()
})
