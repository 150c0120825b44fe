// When a fault of the connection strikes: before there is a request, or around the response.
const PHASED = ['delay', 'stall', 'close', 'halfClose', 'reset'];
const EARLY = ['onAccept', 'whileReading', 'duringHandshake'];

/** Whether the fault has a phase. */
export const isPhased = fault => typeof fault === 'object' && PHASED.some(name => name in fault);

/** Whether a rule for connections, or else one for requests, can have the phase. */
export const isPhaseOf = (phase, isConnect) => EARLY.includes(phase) === isConnect;

/** Returns the phase of a fault that names none. */
export const defaultPhase = isConnect => (isConnect ? 'onAccept' : 'beforeReply');
