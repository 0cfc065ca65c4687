import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny'

export const recording = (name: string) =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/voice', name)))

/** Opus: one frame of 20 ms, mono; how many bytes follow tells how much there is to hear. */
export const opusFrame = (bytes: number) =>
  Uint8Array.of(0x78, ...Array.from({ length: bytes - 1 }, (_, at) => at % 256))
/** AAC, mono: nothing but zeros, filled up as an encoder of constant rate does. */
export const silentAac = Uint8Array.of(0x00, 0xc8, 0x00, 0x80, 0x23, 0x80, ...Array.from({ length: 120 }, () => 0))
/** The same with a section of codebook 5. */
export const soundingAac = Uint8Array.of(0x00, 0xc8, 0x00, 0x94, 0x23, 0x80, ...Array.from({ length: 120 }, () => 0))

const formats = {
  webm: () => new WebMOutputFormat(),
  ogg: () => new OggOutputFormat(),
  mp4: () => new Mp4OutputFormat(),
}

interface Script {
  container: keyof typeof formats
  codec: 'opus' | 'aac'
  frames: { bytes: Uint8Array; at: number }[]
}

const decoderConfigs = {
  opus: {
    codec: 'opus',
    sampleRate: 48_000,
    numberOfChannels: 1,
    // OpusHead: version 1, one channel, 312 samples to skip, 48 kHz.
    description: Uint8Array.of(...Buffer.from('OpusHead'), 1, 1, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0),
  },
  aac: {
    codec: 'mp4a.40.2',
    sampleRate: 48_000,
    numberOfChannels: 1,
    // AudioSpecificConfig: low complexity, 48 kHz, one channel.
    description: Uint8Array.of(0x11, 0x88),
  },
}

/** A recording of these frames (seconds), for what no browser here can record. */
export async function recordingOf({ container, codec, frames }: Script): Promise<Uint8Array> {
  const target = new BufferTarget()
  const output = new Output({ format: formats[container](), target })
  const source = new EncodedAudioPacketSource(codec)
  output.addAudioTrack(source)
  await output.start()
  for (const { bytes, at } of frames)
    await source.add(new EncodedPacket(bytes, 'key', at, 0.02), { decoderConfig: decoderConfigs[codec] })
  await output.finalize()
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0))
}

/** Frames of 20 ms one after another. */
export const inARow = (count: number, bytes: Uint8Array) =>
  Array.from({ length: count }, (_, index) => ({ bytes, at: index * 0.02 }))
