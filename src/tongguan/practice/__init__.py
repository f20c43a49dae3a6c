"""接入 From a key to the first released list: the page Integrate, and a parcel to try.

In a sandbox a firm asks for a parcel: the invented partners send their papers of it,
and the firm is given its own to send. Each step of the page is data, in `steps.yaml`;
whether it is done is read from what the installation has kept, never from a click.
"""
