"""Where does a region stand among its peers?"""
