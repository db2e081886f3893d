import type { Port, PortInfo } from "./port.ts";

/** @param binding what stands in for the operating system's ports in tests */
export function createPort(path: string, baudRate: number, binding?: object): Port;

/** Fails where the system cannot list its ports, such as a container without udev. */
export function listPorts(): Promise<PortInfo[]>;
