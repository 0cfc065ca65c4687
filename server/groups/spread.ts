interface PupilToPlace {
  userId: string
  schoolId: string
}

/**
 * Puts pupils into groups whose sizes differ by one at most. Mixed, each school is dealt out like cards; unmixed, the
 * pupils of a school sit together as far as the sizes allow. The given order decides who goes where.
 */
export function spread(pupils: PupilToPlace[], groupIds: string[], isMixed: boolean) {
  const schoolIds = [...new Set(pupils.map((pupil) => pupil.schoolId))]
  const bySchool = schoolIds.flatMap((schoolId) => pupils.filter((pupil) => pupil.schoolId === schoolId))
  const groupAt = (index: number) =>
    isMixed ? index % groupIds.length : Math.floor((index * groupIds.length) / bySchool.length)
  return bySchool.flatMap((pupil, index) => {
    const groupId = groupIds[groupAt(index)]
    return groupId === undefined ? [] : [{ userId: pupil.userId, groupId }]
  })
}
