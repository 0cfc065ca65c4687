import { awardSchemes } from '#client/data/awards.ts'
import type { Condition, Rules } from '#client/data/rulebooks.ts'
import { useMessages } from '#client/locales/messages.tsx'

const kinds = ['european', 'national', 'school', 'training'] as const
const states = ['draft', 'waiting_partner', 'waiting_office', 'open', 'closed', 'archived'] as const
/** A pupil applies for nothing. */
const roles = ['owner', 'teacher', 'visitor'] as const
const posts = ['teacher', 'head', 'management', 'librarian', 'trainee', 'trainer', 'office'] as const

const conditionNames = [
  'school_registered_for',
  'management_registered',
  'staff_registered',
  'took_part',
  'project_kind',
  'project_state',
  'member_of_project',
  'labelled',
  'labelled_in',
  'mean_points_over',
  'rank_within',
  'applied_at_most',
  'applied_before',
  'declared',
  'endorsed',
] as const satisfies Condition['is'][]
export type ConditionName = (typeof conditionNames)[number]

/** What can be chosen in rules, in plain words. */
export function useOptions() {
  const { t } = useMessages()
  return {
    schemes: awardSchemes.map((id) => ({ id, label: t(`applications.scheme_${id}`) })),
    kinds: kinds.map((id) => ({ id, label: t(`rulebooks.kind_${id}`) })),
    states: states.map((id) => ({ id, label: t(`rulebooks.state_${id}`) })),
    roles: roles.map((id) => ({ id, label: t(`rulebooks.role_${id}`) })),
    posts: posts.map((id) => ({ id, label: t(`rulebooks.post_${id}`) })),
    conditions: conditionNames.map((id) => ({ id, label: t(`rulebooks.is_${id}`) })),
    active: (['anyway', 'months', 'since'] as const).map((id) => ({ id, label: t(`rulebooks.active_${id}`) })),
    tookPart: (['school_year', 'years'] as const).map((id) => ({ id, label: t(`rulebooks.took_${id}`) })),
    whose: (['school', 'anybody'] as const).map((id) => ({ id, label: t(`rulebooks.whose_${id}`) })),
    by: (['partner', 'institution'] as const).map((id) => ({ id, label: t(`rulebooks.by_${id}`) })),
    within: (['ever', 'year'] as const).map((id) => ({ id, label: t(`rulebooks.within_${id}`) })),
    per: (['country', 'school'] as const).map((id) => ({ id, label: t(`rulebooks.per_${id}`) })),
    rounding: (['down', 'nearest', 'up'] as const).map((id) => ({ id, label: t(`rulebooks.rounding_${id}`) })),
    entry: (['apply', 'invited', 'computed', 'derived'] as const).map((id) => ({
      ...{ id, label: t(`rulebooks.entry_${id}`) },
    })),
    nominated: (['nobody', 'country_office'] as const).map((id) => ({ id, label: t(`rulebooks.nominated_${id}`) })),
    declaration: (['nobody', 'head'] as const).map((id) => ({ id, label: t(`rulebooks.declaration_${id}`) })),
    part: (['own', 'common'] as const).map((id) => ({ id, label: t(`rulebooks.part_${id}`) })),
    answer: (['text', 'yes_no'] as const).map((id) => ({ id, label: t(`rulebooks.answer_${id}`) })),
    combine: (['mean', 'nearest_two'] as const).map((id) => ({ id, label: t(`rulebooks.combine_${id}`) })),
    third: (['total', 'criterion'] as const).map((id) => ({ id, label: t(`rulebooks.third_${id}`) })),
    quotaPer: (['campaign', 'class', 'class_theme'] as const).map((id) => ({ id, label: t(`rulebooks.quota_${id}`) })),
    size: (['count', 'share'] as const).map((id) => ({ id, label: t(`rulebooks.size_${id}`) })),
    atQuota: (['all', 'none', 'commission'] as const).map((id) => ({ id, label: t(`rulebooks.ties_${id}`) })),
  }
}

/** A short name that is not taken: of whom it is, with the first number that is free. */
export function freeId(stem: string, taken: readonly { id: string }[]): string {
  for (let number = 1; ; number++) {
    const id = `${stem}_${number}`
    if (!taken.some((one) => one.id === id)) return id
  }
}

/** A condition as it begins. */
export function newCondition(is: ConditionName, { conditions, form }: Rules): Condition {
  const id = freeId(is.slice(0, 36), conditions)
  const scheme = 'national_label'
  switch (is) {
    case 'school_registered_for':
      return { id, is, years: 2, isStrict: false, cutOff: null }
    case 'management_registered':
      return { id, is }
    case 'staff_registered':
      return { id, is, least: 2, posts: ['teacher'], active: null }
    case 'took_part':
      return { id, is, scheme, kinds: ['european'], least: 1, within: 'school_year', by: 'school' }
    case 'project_kind':
      return { id, is, in: ['european'] }
    case 'project_state':
      return { id, is, in: ['open', 'closed', 'archived'] }
    case 'member_of_project':
      return { id, is, roles: ['owner', 'teacher'] }
    case 'labelled':
      return { id, is, scheme, within: 'ever' }
    case 'labelled_in':
      return { id, is, scheme, least: 2, per: 'country' }
    case 'mean_points_over':
      return { id, is, scheme, points: 20 }
    case 'rank_within':
      return { id, is, scheme, share: 0.25, rounding: 'down' }
    case 'applied_at_most':
      return { id, is, scheme, times: 4, per: 'school_year' }
    case 'applied_before':
      return { id, is, scheme, day: '10-31' }
    case 'declared':
      return { id, is, question: form.find(({ kind }) => kind === 'yes_no')?.id ?? '' }
    case 'endorsed':
      return { id, is, by: 'partner', least: 1 }
  }
}
