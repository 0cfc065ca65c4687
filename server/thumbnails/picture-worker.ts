import { parentPort } from 'node:worker_threads'
import { drawPicture, type PictureJob } from './picture.ts'

parentPort?.on('message', (job: PictureJob) => parentPort?.postMessage(drawPicture(job)))
