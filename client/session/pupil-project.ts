import { useQuery } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { projectsQuery } from '#client/data/projects.ts'
import { tabStorage } from '#client/storage.ts'
import { useProjectHere } from './use-project-here.ts'

const storageKey = 'pupil-project'
const listeners = new Set<() => void>()

const readChosen = () => tabStorage.get(storageKey)

function choose(projectId: string) {
  if (readChosen() === projectId) return
  tabStorage.set(storageKey, projectId)
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** A pupil has one project at a time: the one of the address, else the last one chosen, else the latest that changed. */
export function usePupilProject() {
  const { projectId } = useProjectHere()
  const chosen = useSyncExternalStore(subscribe, readChosen)
  const query = useQuery(projectsQuery)
  useEffect(() => {
    if (projectId !== null) choose(projectId)
  }, [projectId])
  const all = query.data?.projects ?? []
  const projects = all
    .filter((project) => project.state !== 'archived' || project.id === projectId)
    .toSorted((a, b) => b.changedAt.localeCompare(a.changedAt))
  const find = (id: string | null) => projects.find((project) => project.id === id)
  const here = find(projectId) ?? find(chosen) ?? projects[0] ?? null
  return { projects, here, isPlace: projectId !== null, choose, query }
}
