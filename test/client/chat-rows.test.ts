import { expect, test } from 'vitest'
import { lastEditable, logRows } from '#client/chat/log/log-rows.ts'

const said = (sequence: number, authorId: string, at: string, more: object = {}) => ({
  id: `m${sequence}`,
  sequence,
  authorId,
  at: `2026-11-${at}:00`,
  replyTo: null,
  deletedAt: null,
  can: { edit: false },
  ...more,
})

const kinds = (rows: ReturnType<typeof logRows<ReturnType<typeof said>>>) =>
  rows.map((row) => (row.kind === 'message' ? `${row.message.id}${row.isFollowing ? '+' : ''}` : row.kind))

test('each day begins with its date, and whoever goes on within five minutes is named once', () => {
  const rows = logRows(
    [
      said(1, 'alix', '24T10:00'),
      said(2, 'alix', '24T10:04'),
      said(3, 'alix', '24T10:12'),
      said(4, 'emma', '24T10:13'),
      said(5, 'emma', '25T10:14'),
    ],
    { readUntil: null, selfId: 'alix' },
  )
  expect(kinds(rows)).toEqual(['day', 'm1', 'm2+', 'm3', 'm4', 'day', 'm5'])
})

test('the line stands once, above the first new message of somebody else', () => {
  const messages = [
    said(7, 'emma', '24T10:00'),
    said(8, 'alix', '24T10:01'),
    said(9, 'emma', '24T10:02'),
    said(10, 'emma', '24T10:03'),
  ]
  expect(kinds(logRows(messages, { readUntil: 7, selfId: 'alix' }))).toEqual([
    'day',
    'm7',
    'm8',
    'unread',
    'm9',
    'm10+',
  ])
  expect(kinds(logRows(messages, { readUntil: 10, selfId: 'alix' }))).not.toContain('unread')
})

test('a reply and what follows a deleted message are named', () => {
  const messages = [
    said(1, 'alix', '24T10:00'),
    said(2, 'alix', '24T10:01', { replyTo: 'm0' }),
    said(3, 'alix', '24T10:02', { deletedAt: '2026-11-24T10:03:00' }),
    said(4, 'alix', '24T10:03'),
  ]
  expect(kinds(logRows(messages, { readUntil: null, selfId: 'emma' }))).toEqual(['day', 'm1', 'm2', 'm3+', 'm4'])
})

test('what can be edited with the arrow is the last own message that still may', () => {
  const messages = [
    said(1, 'alix', '24T10:00', { can: { edit: true } }),
    said(2, 'alix', '24T10:01'),
    said(3, 'emma', '24T10:02', { can: { edit: true } }),
  ]
  expect(lastEditable(messages, 'alix')?.id).toBe('m1')
  expect(lastEditable(messages, 'karl')).toBeNull()
})
