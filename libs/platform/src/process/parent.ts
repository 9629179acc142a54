const GRACE_MS = 8_000;

/** Tells the process that started us that we do our work now. Started by hand, we have nobody to tell. */
export function announceReady(): void {
  process.send?.({ type: 'ready' });
}

/** Ends this process, as SIGTERM would, when the process that started it is gone, however that ended. */
export function exitWithParent(): void {
  if (!process.channel) return;
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel.unref(); // waiting for the parent's end keeps nobody alive
}
