import type { Answer, Facts } from './facts.ts'
import { appliedAtMost, appliedBefore, declared, endorsed } from './application.ts'
import type { Condition } from './parameters.ts'
import {
  labelled,
  labelledIn,
  meanPointsOver,
  memberOfProject,
  projectKind,
  projectState,
  rankWithin,
} from './project.ts'
import { managementRegistered, schoolRegisteredFor, staffRegistered, tookPart } from './school.ts'

/** Whether a condition was met on a day, by what, and what is missing. One question for radar, invitation, submission and decision. */
export function checkCondition(facts: Facts, condition: Condition, onDate: string): Answer {
  switch (condition.is) {
    case 'school_registered_for':
      return schoolRegisteredFor(facts, condition, onDate)
    case 'management_registered':
      return managementRegistered(facts, condition, onDate)
    case 'staff_registered':
      return staffRegistered(facts, condition, onDate)
    case 'took_part':
      return tookPart(facts, condition, onDate)
    case 'project_kind':
      return projectKind(facts, condition, onDate)
    case 'project_state':
      return projectState(facts, condition, onDate)
    case 'member_of_project':
      return memberOfProject(facts, condition, onDate)
    case 'labelled':
      return labelled(facts, condition, onDate)
    case 'labelled_in':
      return labelledIn(facts, condition, onDate)
    case 'mean_points_over':
      return meanPointsOver(facts, condition, onDate)
    case 'rank_within':
      return rankWithin(facts, condition, onDate)
    case 'applied_at_most':
      return appliedAtMost(facts, condition, onDate)
    case 'applied_before':
      return appliedBefore(facts, condition, onDate)
    case 'declared':
      return declared(facts, condition, onDate)
    case 'endorsed':
      return endorsed(facts, condition, onDate)
  }
}

export interface CheckedCondition {
  id: string
  condition: Condition
  answer: Answer
}

/** All of a rulebook's, in its order. */
export const checkAll = (facts: Facts, conditions: readonly Condition[], onDate: string): CheckedCondition[] =>
  conditions.map((condition) => ({ id: condition.id, condition, answer: checkCondition(facts, condition, onDate) }))
