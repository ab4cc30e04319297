/** What a call that must fail throws. */
export async function refusal(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new TypeError('nothing was refused');
}
