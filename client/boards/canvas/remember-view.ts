import { useLayoutEffect } from 'react'
import * as z from '#collab/schema.ts'
import { tabStorage } from '#client/storage.ts'
import type { Canvas } from './canvas.ts'

const viewSchema = z.object({ x: z.number(), y: z.number(), zoom: z.number().check(z.gte(0.05), z.lte(4)) })
const keyOf = (documentId: string) => `board-view/${documentId}`

function remembered(documentId: string) {
  try {
    return viewSchema.parse(JSON.parse(tabStorage.get(keyOf(documentId)) ?? ''))
  } catch {
    return null
  }
}

/** Where one looked before in this window; else all there is, no larger than life. */
export function useRememberedView(canvas: Canvas) {
  useLayoutEffect(() => {
    const { camera, geometry, session } = canvas
    const before = remembered(session.documentId)
    const all = geometry.everything()
    if (before !== null) camera.show(before)
    else if (all !== null) camera.show(camera.fitting(all))
    else {
      const { width, height } = camera.getSize()
      camera.show({ x: -width / 2, y: -height / 2, zoom: 1 })
    }
    return () => void tabStorage.set(keyOf(session.documentId), JSON.stringify(camera.getView()))
  }, [canvas])
}
