# SPDX-License-Identifier: Apache-2.0
"""The Hugging Face Hub: find a model, read what it is without its weights, and fetch what vLLM needs of it.

huggingface_hub does the talking; `wire` bounds it in time and memory and puts every fault into words.
"""
