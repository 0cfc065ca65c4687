import { describe, expect, it } from 'vitest'
import {
  canInClassroom,
  canInSchool,
  type ClassroomRole,
  classroomActions,
  type SchoolRole,
  schoolActions,
} from '#server/access/school-rules.ts'

/* The table again, by hand, as in `rules.pure.test.ts`. */

describe('the table of schools and classrooms', () => {
  const school: Record<string, string> = {
    'school.read': 'y y y - -',
    'school.oversee': 'y y - - -',
    'report.answer_school': 'y - - - -',
    'school.administer': 'y - - - -',
    'calendar.edit': 'y - - - -',
    'quiet.except_all': 'y - - - -',
    'team.approve': 'y - - - -',
    'classroom.create': 'y y y - -',
    'project.found': 'y y y - -',
    'kit.remove': 'y y y - -',
    'framework.import': 'y y y - -',
  }
  const classroom: Record<string, string> = {
    'classroom.read': 'y y - -',
    'classroom.edit': 'y y - -',
    'card.print_again': 'y - - -',
    'card.print': 'y y - -',
  }
  const schoolRoles: SchoolRole[] = ['admin', 'management', 'staff', 'pupil', 'waiting']
  const classroomRoles: ClassroomRole[] = ['teacher', 'admin', 'colleague', 'none']

  it('has a row for every action', () => {
    expect(Object.keys(school).toSorted()).toEqual(Object.keys(schoolActions).toSorted())
    expect(Object.keys(classroom).toSorted()).toEqual(Object.keys(classroomActions).toSorted())
  })

  it('lets pupils and who waits do nothing in the school, and colleagues nothing in a classroom that is not theirs', () => {
    for (const action of Object.keys(schoolActions) as (keyof typeof schoolActions)[]) {
      for (const [index, role] of schoolRoles.entries()) {
        expect(canInSchool(role, action), `${role} ${action}`).toBe(school[action]?.split(' ')[index] === 'y')
      }
    }
    for (const action of Object.keys(classroomActions) as (keyof typeof classroomActions)[]) {
      for (const [index, role] of classroomRoles.entries()) {
        expect(canInClassroom(role, action), `${role} ${action}`).toBe(classroom[action]?.split(' ')[index] === 'y')
      }
    }
  })
})
