import type { MailWay } from '../mail/carriers.ts'
import type { DemoLogins } from './seed.ts'

/** Plain lines for the terminal: where to go, and as whom. */
export function demoGreeting(logins: DemoLogins | null, origin: string, mail: MailWay): string[] {
  if (logins === null) return ['This installation has people of its own, so it holds no demonstration.']
  const { password, teachers, cards } = logins
  const classrooms = [...new Set(cards.map((card) => `${card.school}, ${card.classroom}`))]
  return [
    `The demonstration of Préau: ${origin}`,
    `Teachers, all with the password ${password}:`,
    ...teachers.map(({ name, email, school }) => `  ${email.padEnd(24)}${name}, ${school}`),
    ...(mail.kind === 'folder'
      ? [`Letters to teachers, as for a forgotten password, are files in ${mail.folder}`]
      : []),
    `Pupils sign in with the code of their card, or open ${origin}/join#… from its QR (teachers print cards in the classroom):`,
    ...classrooms.flatMap((classroom) => [
      `  ${classroom}`,
      ...inColumns(cards.filter((card) => `${card.school}, ${card.classroom}` === classroom)),
    ]),
  ]
}

const columns = 3

function inColumns(cards: DemoLogins['cards']): string[] {
  const cells = cards.map(({ name, code }) => `${name.padEnd(14)}${code}`)
  const rows = Math.ceil(cells.length / columns)
  return Array.from(
    { length: rows },
    (_, row) => `    ${cells.filter((_cell, index) => index % rows === row).join('     ')}`,
  )
}
