// Debian's Chromium without the windows of a desktop, which cost four times what the pages do; and unable to
// reach anything but this machine.
import { chromium } from "playwright-core";

const kOptions = {
  executablePath: "/usr/bin/chromium-headless-shell",
  chromiumSandbox: false, // which root, the user of many build machines, cannot have
  args: [
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
  ],
};

// A browser that other processes connect to by its wsEndpoint().
export const launchChromium = () => chromium.launchServer(kOptions);

export const connectTo = (endpoint) => chromium.connect(endpoint);
