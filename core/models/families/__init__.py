# SPDX-License-Identifier: Apache-2.0
"""One reader a model family: from a config.json's fields to a ModelArchitecture."""
