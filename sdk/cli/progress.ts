import { SingleBar } from 'cli-progress';

/** Shows how much of a file is read: on a terminal, and only when there is something to wait for. */
export function readingBar(name: string): { onProgress: (done: number, all: number) => void; stop: () => void } {
  if (!process.stderr.isTTY) return { onProgress: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format: `${name} {bar} {percentage}%`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  let started = false;
  return {
    onProgress: (done, all) => {
      if (!started && done < all) bar.start(all, 0);
      if (!started && done >= all) return;
      started = true;
      bar.update(done);
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}
