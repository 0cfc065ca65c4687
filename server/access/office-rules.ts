import type { MandatePost } from '#db/schema/values.ts'

/* What a mandate means at an office of the programme, as `rules.ts` says it of projects. Pure. */

export const officeActions = {
  'office.read': 'see the office, who is what in it, and its desk, as far as the own region goes',
  'office.edit': 'say who is what in the office, open and close sign-up, keep the contacts of regions',
  'approval.decide': 'ask, approve and refuse people, schools, projects and institutions',
  'approval.advise': 'read what waits for an approval in the own region, and note what one thinks of it',
  'appeal.decide': 'decide about what a colleague refused and somebody asks about once more',
  'help.answer': 'answer requests for help, take notes on accompaniment, hand a request over',
  'schools.edit': 'import registers of schools, merge doubles, mend what is wrong, undo an import',
  'message.answer': 'read messages between teachers that were reported, with what stands around them, and settle it',
  'circular.send': 'write to the teachers of a region by mail',
  'news.edit': 'write, publish and withdraw news',
  'campaign.edit': 'write rulebooks, plan campaigns, and put off the end of one that is open',
  'campaign.open': 'open a campaign: its rulebook is changed no more',
  'radar.read':
    'see which schools, as far as the own region goes, meet the conditions of a label, and what the others lack',
  'evaluation.judge': 'read an application that one was given to judge, and mark it',
  'application.decide':
    'give applications to readers or send them back to be completed, read what came of their marks, and write down what was decided',
  'award.give': 'publish what was decided, withdraw an award, decide about an appeal',
  'award.read': 'see the awards that the office gave',
  'letter.read': 'read the letters about awards that were sent, as far as the own region goes',
  'letter.prepare': 'prepare letters about awards and their templates, say that they are sent, replace them',
  'letter.sign': 'sign letters about awards: from then on they stay as they are',
  'circle.feature': 'recommend circles to the teachers of one’s country',
} as const
export type OfficeAction = keyof typeof officeActions

const officer = [
  'office.read',
  'approval.decide',
  'approval.advise',
  'help.answer',
  'message.answer',
  'schools.edit',
  'circular.send',
  'news.edit',
  'circle.feature',
  'campaign.edit',
  'radar.read',
  'application.decide',
  'award.read',
  'letter.read',
  'letter.prepare',
] as const

const officeRules: Record<MandatePost, readonly OfficeAction[]> = {
  director: [
    ...officer,
    'office.edit',
    'appeal.decide',
    'campaign.open',
    'award.give',
    'evaluation.judge',
    'letter.sign',
  ],
  officer,
  correspondent: ['office.read', 'approval.advise', 'help.answer', 'circular.send', 'radar.read', 'award.read'],
  assessor: ['evaluation.judge'],
  observer: ['office.read', 'award.read', 'letter.read'],
}

interface Mandate {
  post: MandatePost
  regionId: string | null
}

/** Where somebody with these mandates may do this: everywhere (`all`), in some regions, or nowhere (an empty list). */
export function reachInOffice(mandates: readonly Mandate[], action: OfficeAction): 'all' | string[] {
  const able = mandates.filter(({ post }) => officeRules[post].includes(action))
  if (able.some(({ regionId }) => regionId === null)) return 'all'
  return [...new Set(able.map(({ regionId }) => regionId ?? ''))]
}
