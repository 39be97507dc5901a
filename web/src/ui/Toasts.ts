/** Drawn apart: it takes longer to come than the page, and nothing is to be told before. */
export { Notifications } from "@mantine/notifications";
