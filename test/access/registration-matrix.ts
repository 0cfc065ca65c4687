import { at, type Case, school } from './rows.ts'

/** Who comes in by themselves, which mails they get, and how those end: mostly the doors of who is nobody yet. */
export const registrationRows: Record<string, Case[] | 'open to everybody'> = {
  'GET /api/register': 'open to everybody',
  'GET /api/schools': 'open to everybody',
  'POST /api/register': 'open to everybody',
  'POST /api/register/look': 'open to everybody',
  'POST /api/register/confirm': 'open to everybody',
  'GET /api/unsubscribe/:signed': 'open to everybody',
  'POST /api/unsubscribe/:signed': 'open to everybody',
  'GET /api/me/waiting': [school('shows who decides about me', 'u y y y y', () => at('/api/me/waiting'))],
  'GET /api/me/mails': [school('shows which mails I get', 'u y y f y', () => at('/api/me/mails'))],
  'PUT /api/me/mails': [school('says which mails I get', 'u y y f y', () => at('/api/me/mails', { digest: 'daily' }))],
}
