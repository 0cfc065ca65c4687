import type { ProgrammeLogins } from './programme.ts'

/** Plain lines for the terminal, after those of the demonstration. */
export function programmeGreeting(logins: ProgrammeLogins, origin: string): string[] {
  const { offices, correspondents, teachers, newcomers, projects } = logins
  const line = (email: string, words: string) => `  ${email.padEnd(24)}${words}`
  return [
    `The programme around it, with the same password. Everybody reads ${origin}/offices, /news, /gallery and /labelled-schools`,
    ...offices.map(({ name, email, post, office }) => line(email, `${name}, ${post}, ${office}`)),
    'Correspondents, who teach too:',
    ...correspondents.map(({ name, email, region }) => line(email, `${name}, ${region}`)),
    'More staff of schools and institutions:',
    ...teachers.map(({ name, email, post, school }) => line(email, `${name}, ${post}, ${school}`)),
    'Signed up by themselves, and waiting for the word of an office:',
    ...newcomers.map(({ name, email, school }) => line(email, `${name}, ${school}`)),
    'Projects, with who founded them:',
    ...projects.map(({ owner, kind, state, name }) => line(owner, `${state.padEnd(17)}${kind.padEnd(10)}${name}`)),
  ]
}
